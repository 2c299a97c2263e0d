@NullMarked
package org.paschima.insight.domain.experiment;

import org.jspecify.annotations.NullMarked;
