/**
 * The self-experiment (domain.md §3): at each eligible moment chance decides between two practices, so that a plain
 * difference between them is due to nothing else.
 *
 * <p>Laws. Only what screening clears is drawn, and nothing while a care matter is open. A draw is never taken back, and none
 * can be foreseen or tried again until it pleases. What is compared is what was drawn, not what was done.
 */
@NullMarked
package org.paschima.insight.domain.experiment;

import org.jspecify.annotations.NullMarked;
