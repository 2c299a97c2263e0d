/** Tests of the parts of the HTTP side. */
@NullMarked
package org.paschima.session.http;

import org.jspecify.annotations.NullMarked;
