using System.Net;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RetentionApi.Messaging.Templates;

/// <summary>A template that somebody at a merchant's wrote: it can say what it likes and do nothing else.</summary>
/// <remarks>
/// Every value is escaped as it is written, whatever the template does with it before, and its line breaks are kept. There are no functions to call, no loop but over
/// what the message is about, and none within another: what is rendered once with the sample is rendered as soon with anything.
/// </remarks>
internal sealed class OwnTemplate
{
    public const int LongestSubject = 300, LongestBody = 20_000;

    private const int LongestResult = 200_000, MostProducts = 100;

    private readonly Template subject, body;

    private OwnTemplate(Template subject, Template body) => (this.subject, this.body) = (subject, body);

    /// <returns>What is wrong in which of the two; nothing where it can be used.</returns>
    public static (string Member, string Words)? ProblemOf(OwnTemplateText text)
    {
        foreach (var (member, source) in new[] { ("subject", text.Subject), ("body", text.Body) })
        {
            var template = Template.Parse(source);
            if (template.HasErrors)
                return (member, template.Messages[0].ToString());
            if (Forbidden(template.Page, isInLoop: false) is { } node)
                return (member, $"a template cannot do this: {node} ({node.Span.Start.ToStringSimple()})");
        }

        try
        {
            foreach (var sample in MessageSamples.All)
                _ = Of(text).Render(sample);
            return null;
        }
        catch (ScriptRuntimeException exception)
        {
            return (exception.Span.FileName == "subject" ? "subject" : "body", exception.OriginalMessage);
        }
    }

    /// <summary>Of one that was checked when it was stored.</summary>
    public static OwnTemplate Of(OwnTemplateText text) => new(Template.Parse(text.Subject, "subject"), Template.Parse(text.Body, "body"));

    public MessageText Render(MessageContent content)
    {
        var values = MessageTexts.ValuesOf(content);
        var heading = subject.Render(ContextOf(new PlainContext(), values));
        return new MessageText(string.Join(' ', heading.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), body.Render(ContextOf(new EscapingContext(), values)).Trim());
    }

    private static TemplateContext ContextOf(TemplateContext context, ScriptObject values)
    {
        (context.StrictVariables, context.LoopLimit, context.LimitToString) = (true, MostProducts, LongestResult);
        context.PushGlobal(values);
        return context;
    }

    /// <summary>The first part of it that is more than to say something of the values.</summary>
    private static ScriptNode? Forbidden(ScriptNode? node, bool isInLoop)
    {
        if (node is null)
            return null;
        if (node is not (ScriptPage or ScriptBlockStatement or ScriptRawStatement or ScriptEscapeStatement or ScriptExpressionStatement or ScriptNopStatement or ScriptEndStatement
            or ScriptIfStatement or ScriptElseStatement or ScriptForStatement or ScriptVariable or ScriptMemberExpression or ScriptLiteral or ScriptNestedExpression
            or ScriptUnaryExpression or ScriptBinaryExpression or ScriptConditionalExpression or ScriptIdentifier or ScriptKeyword or ScriptToken or ScriptList))
            return node;
        if (node is ScriptBinaryExpression { Operator: ScriptBinaryOperator.RangeInclude or ScriptBinaryOperator.RangeExclude or ScriptBinaryOperator.Multiply or ScriptBinaryOperator.ShiftLeft })
            return node;
        if (node is ScriptForStatement && isInLoop)
            return node;
        for (var i = 0; i < node.ChildrenCount; i++)
            if (Forbidden(node.GetChildren(i), isInLoop || node is ScriptForStatement) is { } within)
                return within;
        return null;
    }

    /// <summary>Without any function.</summary>
    private sealed class PlainContext() : TemplateContext(new ScriptObject());

    private sealed class EscapingContext() : TemplateContext(new ScriptObject())
    {
        public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
            ObjectToString(textAsObject) is { Length: > 0 } text ? Write(WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)) : this;
    }
}
