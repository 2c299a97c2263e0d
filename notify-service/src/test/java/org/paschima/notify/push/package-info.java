/** Tests of what reaches browsers. */
@NullMarked
package org.paschima.notify.push;

import org.jspecify.annotations.NullMarked;
