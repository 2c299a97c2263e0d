@NullMarked
package org.paschima.insight.domain.trend;

import org.jspecify.annotations.NullMarked;
