/** Violations, planted to show that the rules of {@code ArchitectureTest} find them. */
@NullMarked
package org.paschima.session.planted.http;

import org.jspecify.annotations.NullMarked;
