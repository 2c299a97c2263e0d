@NullMarked
package org.paschima.runtime.zone;

import org.jspecify.annotations.NullMarked;
