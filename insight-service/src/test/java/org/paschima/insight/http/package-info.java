/** Tests of the answers over HTTP. */
@NullMarked
package org.paschima.insight.http;

import org.jspecify.annotations.NullMarked;
