/**
 * How a quantity went over days, weeks or months: its buckets, its level and its slope (domain.md §2.1 to §2.3).
 */
@NullMarked
package org.paschima.insight.domain.trend;

import org.jspecify.annotations.NullMarked;
