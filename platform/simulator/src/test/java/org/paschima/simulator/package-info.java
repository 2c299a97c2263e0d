@NullMarked
package org.paschima.simulator;

import org.jspecify.annotations.NullMarked;
