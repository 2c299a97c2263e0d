/** Tests of habit and variety. */
@NullMarked
package org.paschima.insight.domain.habit;

import org.jspecify.annotations.NullMarked;
