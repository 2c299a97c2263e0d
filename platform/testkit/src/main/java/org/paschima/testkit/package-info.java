/** Backings, guarantees and fault tools for tests. */
@NullMarked
package org.paschima.testkit;

import org.jspecify.annotations.NullMarked;
