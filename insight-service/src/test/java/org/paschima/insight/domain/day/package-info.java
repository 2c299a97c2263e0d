@NullMarked
package org.paschima.insight.domain.day;

import org.jspecify.annotations.NullMarked;
