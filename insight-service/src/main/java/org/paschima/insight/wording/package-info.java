/**
 * What is said in plain words: every template that a member can ever read, as data.
 *
 * <p>Laws (domain.md §5.3). Templates speak of reports and not of bodies, of the member's own earlier weeks and not of
 * other people, and show numbers with their uncertainty. They promise nothing, name no disease, and urge no one. That no
 * change was seen is never worded as if there were none. A published id never changes its words: new words are a new
 * version.
 */
@NullMarked
package org.paschima.insight.wording;

import org.jspecify.annotations.NullMarked;
