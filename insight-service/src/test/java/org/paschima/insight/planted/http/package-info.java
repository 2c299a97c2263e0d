/** Violations, planted to show that the rules of {@code ArchitectureTest} find them. */
@NullMarked
package org.paschima.insight.planted.http;

import org.jspecify.annotations.NullMarked;
