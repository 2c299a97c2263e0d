/** Tests of the patterns of time. */
@NullMarked
package org.paschima.insight.domain.pattern;

import org.jspecify.annotations.NullMarked;
