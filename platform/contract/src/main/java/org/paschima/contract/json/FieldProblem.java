package org.paschima.contract.json;

/**
 * One thing wrong with one field.
 *
 * @param pointer JSON pointer (RFC 6901) to the field
 * @param code what is wrong, from a closed list of {@code UPPER_SNAKE} words
 * @param detail what is wrong and what would be right, in plain words; quotes no text a person wrote
 */
public record FieldProblem(String pointer, String code, String detail) {}
