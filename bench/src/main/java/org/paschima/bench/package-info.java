/** Load benchmarks; never part of the test run. */
@NullMarked
package org.paschima.bench;

import org.jspecify.annotations.NullMarked;
