@NullMarked
package org.paschima.insight.domain;

import org.jspecify.annotations.NullMarked;
