/** Tests of session-service as a whole, from its HTTP side to the log. */
@NullMarked
package org.paschima.session;

import org.jspecify.annotations.NullMarked;
