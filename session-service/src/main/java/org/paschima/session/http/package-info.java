/** The routes of session-service, and how answers and problems are worded. */
@NullMarked
package org.paschima.session.http;

import org.jspecify.annotations.NullMarked;
