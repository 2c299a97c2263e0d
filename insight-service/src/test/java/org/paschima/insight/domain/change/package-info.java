@NullMarked
package org.paschima.insight.domain.change;

import org.jspecify.annotations.NullMarked;
