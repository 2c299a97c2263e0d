/**
 * What was in fact said to a member, kept as it was said. Conclusions follow the records, late ones and corrections
 * included; statements do not: they are beside the derived state, and outlive every recomputation and rebuild.
 */
@NullMarked
package org.paschima.insight.statement;

import org.jspecify.annotations.NullMarked;
