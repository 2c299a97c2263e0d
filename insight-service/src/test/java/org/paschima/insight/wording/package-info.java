/** Tests of what members read. */
@NullMarked
package org.paschima.insight.wording;

import org.jspecify.annotations.NullMarked;
