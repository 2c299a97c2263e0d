/** Tests of the store, on a real MongoDB. */
@NullMarked
package org.paschima.insight.mongo;

import org.jspecify.annotations.NullMarked;
