/**
 * Has anything changed? Two halves of a window compared, looked at once a week, and what may be claimed of it (domain.md
 * §2.4, §2.6, §2.7, §2.9).
 *
 * <p>Laws. All is a pure function of the surviving days, so late reports, corrections and deletions change looks as if
 * they had always been so. Nothing is claimed but through a look. Detectors say when to look and never what was seen.
 */
@NullMarked
package org.paschima.insight.domain.change;

import org.jspecify.annotations.NullMarked;
