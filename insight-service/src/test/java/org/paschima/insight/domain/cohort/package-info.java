@NullMarked
package org.paschima.insight.domain.cohort;

import org.jspecify.annotations.NullMarked;
