/** Who is calling: bearer tokens checked against the issuer's keys, and the issuer used in development. */
@NullMarked
package org.paschima.http.auth;

import org.jspecify.annotations.NullMarked;
