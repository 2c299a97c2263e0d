@NullMarked
package org.paschima.notify.busy;

import org.jspecify.annotations.NullMarked;
