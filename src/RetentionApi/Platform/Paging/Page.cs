using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Paging;

/// <summary>A page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Ask with it for the next page; null: this was the last.</param>
/// <param name="Total">Only where <c>includeTotal=true</c> asked for it.</param>
/// <param name="IsCut">True where more match than were looked at: narrow the search. There is no total then.</param>
internal sealed record Page<T>(
    IReadOnlyList<T> Items,
    string? NextCursor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IsCut = null)
    : IPage
{
    /// <summary>From one row more than was asked for: whether there is a next page is then known without counting.</summary>
    public static Page<T> Of<TKey>(IReadOnlyList<T> oneMore, int limit, Func<T, TKey> key, string filters, long? total = null)
    {
        if (oneMore.Count <= limit)
            return new Page<T>(oneMore, null, total);
        var items = oneMore.Take(limit).ToList();
        return new Page<T>(items, Cursor.Write(key(items[^1]), filters), total);
    }

    /// <summary>The same page of what its items show.</summary>
    public Page<TView> Select<TView>(Func<T, TView> view) => new([.. Items.Select(view)], NextCursor, Total, IsCut);
}

internal interface IPage
{
    string? NextCursor { get; }
}

/// <summary>What every list takes.</summary>
internal sealed record PageRequest(
    [property: Description("How many items, 1 to 200."), Range(1, 200), DefaultValue(50)] int? Limit,
    [property: Description("`nextCursor` of the page before.")] string? Cursor,
    [property: Description("Count all that match, exactly; costs a scan.")] bool? IncludeTotal)
{
    private const int Default = 50, Maximum = 200;

    public int Size => Limit ?? Default;

    /// <summary>Null where the request is fine.</summary>
    public Error? Problem => Size is >= 1 and <= Maximum
        ? null
        : Error.Refused("request.invalid", "limit is 1 to 200.", "/limit");

    /// <summary>Null where nobody asked for it.</summary>
    public async Task<long?> TotalOfAsync<T>(IQueryable<T> all, CancellationToken cancellationToken) => IncludeTotal is true ? await all.LongCountAsync(cancellationToken) : null;
}

internal static class PageLinks
{
    /// <summary>RFC 8288: the next page as a Link header too.</summary>
    public static TBuilder WithPageLinks<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder => group.AddEndpointFilter(async (invocation, next) =>
    {
        var result = await next(invocation);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is IValueHttpResult { Value: IPage { NextCursor: { } cursor } })
        {
            var request = invocation.HttpContext.Request;
            var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(q => !q.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase))
                .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))).Append(new("cursor", cursor));
            invocation.HttpContext.Response.Headers.Link = $"<{request.Path}{QueryString.Create(query)}>; rel=\"next\"";
        }

        return result;
    });
}
