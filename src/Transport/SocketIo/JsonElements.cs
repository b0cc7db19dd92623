using System.Runtime.CompilerServices;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Where the elements of a JSON array stand in its text. The first few cost no allocation.</summary>
internal struct JsonElements
{
    private Few _few;
    private List<Range>? _more;

    public int Count { get; private set; }

    public readonly Range this[int index] => index < Few.Length ? _few[index] : _more![index - Few.Length];

    public void Add(Range element)
    {
        if (Count < Few.Length)
        {
            _few[Count] = element;
        }
        else
        {
            (_more ??= []).Add(element);
        }

        Count++;
    }

    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 4;
        private Range _first;
    }
}
