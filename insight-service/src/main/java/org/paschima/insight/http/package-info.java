/** The answers of insight-service over HTTP: parameters in, read models out, each with how fresh it is. */
@NullMarked
package org.paschima.insight.http;

import org.jspecify.annotations.NullMarked;
