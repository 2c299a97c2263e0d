/** session-service: HTTP in, the member log out. {@link org.paschima.session.SessionService} is where to begin. */
@NullMarked
package org.paschima.session;

import org.jspecify.annotations.NullMarked;
