/**
 * Which way posture leaned over a range of days, against the default bands or a member's own (domain.md §1.2).
 */
@NullMarked
package org.paschima.insight.domain.balance;

import org.jspecify.annotations.NullMarked;
