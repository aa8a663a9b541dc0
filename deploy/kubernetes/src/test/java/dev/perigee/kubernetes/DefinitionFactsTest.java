package dev.perigee.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DefinitionFactsTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  private static JsonNode yaml(String text) throws IOException {
    return YAML.readTree(text);
  }

  @Test
  void factsStayAndWordsGo() throws IOException {
    JsonNode facts =
        DefinitionFacts.of(
            yaml(
                """
                type: object
                description: words
                properties:
                  status: {type: object}
                  spec:
                    type: object
                    required: [mode]
                    properties:
                      mode: {type: string, enum: [a, b], description: words, default: a}
                      port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                      free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      none: {type: string, nullable: true}
                """));
    assertThat(facts)
        .isEqualTo(
            yaml(
                """
                type: object
                properties:
                  spec:
                    type: object
                    required: [mode]
                    properties:
                      mode: {type: string, enum: [a, b]}
                      port: {type: [integer, string]}
                      free: {type: object, additionalProperties: true}
                      none: {type: [string, 'null']}
                """));
  }

  @Test
  void whatOccursTwiceIsKeptOnce() throws IOException {
    JsonNode facts =
        DefinitionFacts.of(
            yaml(
                """
                type: object
                properties:
                  first: {type: object, properties: {name: {type: string}}}
                  more: {type: array, items: {type: object, properties: {name: {type: string}}}}
                """));
    assertThat(facts)
        .isEqualTo(
            yaml(
                """
                type: object
                properties:
                  first: {$ref: '#/$defs/first'}
                  more: {type: array, items: {$ref: '#/$defs/first'}}
                $defs:
                  first: {type: object, properties: {name: {type: string}}}
                """));
  }
}
