/**
 * When tension tends to be higher: time of day and weekday (domain.md §2.8).
 *
 * <p>Law: all is a function of the multiset of reports. Sums of integers are taken before any floating point, hour by
 * hour, so that order and batching change no bit of an answer.
 */
@NullMarked
package org.paschima.insight.domain.pattern;

import org.jspecify.annotations.NullMarked;
