/** Tests of the wire form: golden files, strict requests, tolerant events. */
@NullMarked
package org.paschima.contract.codec;

import org.jspecify.annotations.NullMarked;
