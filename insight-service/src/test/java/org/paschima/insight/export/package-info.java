/** Tests of the exports. */
@NullMarked
package org.paschima.insight.export;

import org.jspecify.annotations.NullMarked;
