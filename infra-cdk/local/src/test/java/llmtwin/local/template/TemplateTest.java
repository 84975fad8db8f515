package llmtwin.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import llmtwin.core.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    private static final Names NAMES = new Names("stack", "eu-west-1", "000000000000", "http://sqs");

    static Stream<Arguments> functions() {
        return Stream.of(
                arguments("{'Ref': 'AWS::Region'}", "eu-west-1"),
                arguments("{'Ref': 'Size'}", "small"),
                arguments("{'Ref': 'MyQueue0123ABCD'}", "http://sqs/000000000000/stack-my-queue"),
                arguments("{'Ref': 'Named'}", "given-name"),
                arguments("{'Ref': 'Live'}", "arn:aws:lambda:eu-west-1:000000000000:function:stack-crawl:live"),
                arguments(
                        "{'Fn::GetAtt': ['MyQueue0123ABCD', 'Arn']}",
                        "arn:aws:sqs:eu-west-1:000000000000:stack-my-queue"),
                arguments("{'Fn::GetAtt': 'Named.Arn'}", "arn:aws:s3:::given-name"),
                arguments("{'Fn::Join': ['-', ['a', {'Ref': 'Size'}, 'b']]}", "a-small-b"),
                arguments("{'Fn::Select': [1, {'Fn::Split': ['|', 'a|b|c']}]}", "b"),
                arguments(
                        "{'Fn::Sub': '${Size} in ${AWS::Region}, ${!Size}, ${Named.Arn}'}",
                        "small in eu-west-1, ${Size}, arn:aws:s3:::given-name"),
                arguments("{'Fn::Sub': ['${x}-${Size}', {'x': {'Ref': 'Named'}}]}", "given-name-small"),
                arguments("{'Fn::If': ['Small', 'yes', 'no']}", "yes"),
                arguments("{'Fn::If': ['Never', 'yes', 'no']}", "no"),
                arguments("{'Fn::FindInMap': ['Sizes', {'Ref': 'Size'}, 'mb']}", "512"),
                arguments("{'Fn::Base64': 'abc'}", "YWJj"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void an_intrinsic_function_gives_what_aws_gives(String expression, String expected) {
        Template template = read("""
                'Probe': {'Type': 'AWS::S3::Bucket', 'Properties': {'Value': %s}}""".formatted(expression));

        assertEquals(expected, one(template, "Probe").text("Value"));
    }

    @Test
    void a_property_without_value_is_left_out() {
        Template template = read("""
                'Probe': {'Type': 'AWS::S3::Bucket', 'Properties': {'A': {'Ref': 'AWS::NoValue'},
                    'B': {'Fn::If': ['Never', 1, {'Ref': 'AWS::NoValue'}]}, 'C': [{'Ref': 'AWS::NoValue'}]}}""");

        assertEquals("{\"C\":[]}", one(template, "Probe").properties().toString());
    }

    @Test
    void a_resource_whose_condition_does_not_hold_is_not_there() {
        Template template = read("""
                'Probe': {'Type': 'AWS::S3::Bucket', 'Condition': 'Never'}""");

        assertTrue(template.resources().stream()
                .noneMatch(resource -> resource.id().equals("Probe")));
    }

    @Test
    void an_unknown_resource_type_stops_the_start_by_name() {
        var refused = assertThrows(
                IllegalStateException.class, () -> read("'Fleet': {'Type': 'AWS::IoT::Thing', 'Properties': {}}"));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("Fleet is of type AWS::IoT::Thing"));
    }

    @Test
    void an_unknown_function_stops_the_start_by_name() {
        var refused = assertThrows(IllegalStateException.class, () -> read("""
                'Probe': {'Type': 'AWS::S3::Bucket', 'Properties': {'A': {'Fn::Cidr': ['10.0.0.0/8', 1, 8]}}}"""));

        assertEquals("Fn::Cidr is not known to the local stack", refused.getMessage());
    }

    @Test
    void a_reference_to_nothing_stops_the_start_by_name() {
        var refused = assertThrows(IllegalStateException.class, () -> read("""
                'Probe': {'Type': 'AWS::S3::Bucket', 'Properties': {'A': {'Ref': 'Gone'}}}"""));

        assertEquals("Gone is neither a resource nor a parameter of the template", refused.getMessage());
    }

    private static Template read(String resource) {
        return Template.of(Json.tree("""
                {
                  'Parameters': {'Size': {'Type': 'String', 'Default': 'small'}},
                  'Mappings': {'Sizes': {'small': {'mb': '512'}}},
                  'Conditions': {
                    'Small': {'Fn::And': [{'Fn::Equals': [{'Ref': 'Size'}, 'small']},
                        {'Fn::Not': [{'Condition': 'Never'}]}]},
                    'Never': {'Fn::Or': [{'Fn::Equals': ['a', 'b']}, {'Fn::Equals': ['a', 'c']}]}
                  },
                  'Resources': {
                    'MyQueue0123ABCD': {'Type': 'AWS::SQS::Queue'},
                    'Named': {'Type': 'AWS::S3::Bucket', 'Properties':
                        {'BucketName': {'Fn::Join': ['-', ['given', 'name']]}}},
                    'Crawl': {'Type': 'AWS::Lambda::Function'},
                    'Live': {'Type': 'AWS::Lambda::Alias', 'Properties':
                        {'FunctionName': {'Ref': 'Crawl'}, 'Name': 'live'}},
                    %s
                  }
                }""".formatted(resource).replace('\'', '"')), NAMES);
    }

    private static Resource one(Template template, String id) {
        List<Resource> found = template.resources().stream()
                .filter(resource -> resource.id().equals(id))
                .toList();
        return found.getFirst();
    }
}
