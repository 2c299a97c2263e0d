@NullMarked
package org.paschima.insight.domain.statistics;

import org.jspecify.annotations.NullMarked;
