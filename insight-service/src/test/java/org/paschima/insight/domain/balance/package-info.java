@NullMarked
package org.paschima.insight.domain.balance;

import org.jspecify.annotations.NullMarked;
