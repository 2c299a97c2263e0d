/** Takes practice sessions and posture checks over HTTP and keeps them in the member log. */
@NullMarked
package org.paschima.session;

import org.jspecify.annotations.NullMarked;
