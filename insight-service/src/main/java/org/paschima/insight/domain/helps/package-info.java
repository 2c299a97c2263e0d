/**
 * What helps me (domain.md §3): ratings before and after practice, compared with what the same start leads to without
 * practice, shrunk towards what is known besides, and put into words that claim no more than that.
 *
 * <p>Laws. All is a pure function of member-days. A rating that is missing is no rating, never a change of zero. Where no
 * difference between practices shows, none is ranked before another.
 */
@NullMarked
package org.paschima.insight.domain.helps;

import org.jspecify.annotations.NullMarked;
