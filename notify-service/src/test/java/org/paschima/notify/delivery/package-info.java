/** Tests of what clients read, with stores in memory. */
@NullMarked
package org.paschima.notify.delivery;

import org.jspecify.annotations.NullMarked;
