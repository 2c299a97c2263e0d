/** Tests of the facts. */
@NullMarked
package org.paschima.contract;

import org.jspecify.annotations.NullMarked;
