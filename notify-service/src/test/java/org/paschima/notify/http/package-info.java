/** Tests of the routes over HTTP, with stores and logs in memory. */
@NullMarked
package org.paschima.notify.http;

import org.jspecify.annotations.NullMarked;
