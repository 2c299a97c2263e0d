@NullMarked
package org.paschima.insight.domain.effect;

import org.jspecify.annotations.NullMarked;
