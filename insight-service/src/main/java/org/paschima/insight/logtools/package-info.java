/**
 * The commands for whoever operates the log: rebuild, generations, parked, replay (docs/operations.md).
 */
@NullMarked
package org.paschima.insight.logtools;

import org.jspecify.annotations.NullMarked;
