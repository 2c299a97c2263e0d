@NullMarked
package org.paschima.bench.evaluation;

import org.jspecify.annotations.NullMarked;
