/** Self-experiments: beginning, drawing and ending them, and the port to where they are kept. */
@NullMarked
package org.paschima.insight.experiment;

import org.jspecify.annotations.NullMarked;
