using System.Reflection;
using System.Text.RegularExpressions;
using MediatR;
using RetentionApi.Platform.Security;

namespace RetentionApi.Tests.Conventions;

/// <summary>A slice is a static class with the handler of one request nested in it; it never calls another one's.</summary>
public sealed partial class SliceConventions
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] Handlers = [.. Repository.TypesOf(Repository.Host).Where(t => !t.IsAbstract && t.GetInterfaces().Any(IsHandling))];

    [Fact]
    public void There_are_slices() => Handlers.Length.Should().BeGreaterThan(10);

    [Fact]
    public void A_handler_is_nested_in_its_slice() =>
        Handlers.Where(h => h is not { Name: "Handler", DeclaringType: { IsAbstract: true, IsSealed: true } }).Select(h => h.FullName).ShouldBeNone();

    [Fact]
    public void A_handler_asks_nobody_to_handle_anything() => Handlers
        .Where(h => h.GetConstructors(Everything).SelectMany(c => c.GetParameters()).Any(p => IsMediator(p.ParameterType) || IsHandling(p.ParameterType)))
        .Select(h => h.FullName).ShouldBeNone();

    [Fact]
    public void A_handler_has_at_most_four_dependencies_and_its_caller() => Handlers
        .Where(h => h.GetConstructors(Everything).Max(c => c.GetParameters().Count(p => p.ParameterType != typeof(Caller))) > 4).Select(h => h.FullName).ShouldBeNone();

    [Fact]
    public void No_code_names_the_handler_of_a_slice() =>
        Repository.Sources().Where(s => HandlerOfAnotherPattern().IsMatch(s.Text)).Select(s => s.Path).ShouldBeNone();

    [Fact]
    public void Nobody_outside_a_slice_holds_its_handler() => Repository.TypesOf(Repository.Host)
        .SelectMany(t => t.GetFields(Everything).Select(f => (Type: t, Member: f.FieldType))
            .Concat(t.GetConstructors(Everything).SelectMany(c => c.GetParameters()).Select(p => (Type: t, Member: p.ParameterType))))
        .Where(use => Handlers.Contains(use.Member)).Select(use => use.Type.FullName).ShouldBeNone();

    private static bool IsMediator(Type type) => type == typeof(IMediator);

    private static bool IsHandling(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);

    [GeneratedRegex(@"\b[A-Z]\w+\.Handler\b")]
    private static partial Regex HandlerOfAnotherPattern();
}
