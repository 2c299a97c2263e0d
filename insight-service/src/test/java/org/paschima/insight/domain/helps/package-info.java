@NullMarked
package org.paschima.insight.domain.helps;

import org.jspecify.annotations.NullMarked;
