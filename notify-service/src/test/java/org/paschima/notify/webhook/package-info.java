/** Tests of what reaches the addresses that studios register. */
@NullMarked
package org.paschima.notify.webhook;

import org.jspecify.annotations.NullMarked;
